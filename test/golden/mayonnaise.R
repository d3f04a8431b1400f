# Writes R's mayonnaise spectra as a table to the file named: oil, train, then 351 absorbances, 1100-2500 nm in steps of 4.
# Run: Rscript test/golden/mayonnaise.R /tmp/mayonnaise.csv (Debian package r-cran-pls). The data is GPL-2: use it, do not
# commit it. Each three rows that follow one another are replicates of one sample (Indahl et al. 1999).
library(pls)
data(mayonnaise)
table <- data.frame(oil = mayonnaise$oil.type, train = as.integer(mayonnaise$train), unclass(mayonnaise$NIR), check.names = FALSE)
write.csv(table, commandArgs(trailingOnly = TRUE)[1], row.names = FALSE)
