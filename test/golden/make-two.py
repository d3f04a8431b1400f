"""Makes arrays/two.npz again: 150 samples with two inputs and two targets, for the tests of the command line;
two-kinds.npz, 40 of them without the kind “low”; and no-targets.npz, the inputs of the first 40.

Run with Debian's Python: /usr/bin/python3 test/golden/make-two.py (package python3-numpy). Zip times are
fixed, so that the file stays the same bytes.
"""
import io
import zipfile
from pathlib import Path

import numpy

random = numpy.random.RandomState(7)
samples, kinds = 150, numpy.array(['low', 'middle', 'high'])
kind = numpy.arange(samples) % 3
# A bright row in one of three places tells the kind; a peak in the spectrum, as high as the first amount and
# as wide as the second, the amounts.
image = random.randint(0, 120, (samples, 6, 6))
image[numpy.arange(samples), 1 + 2 * kind - (kind == 2)] += 100
amounts = random.uniform(0.5, 2, (samples, 2))
place = numpy.linspace(-3, 3, 20)
spectrum = amounts[:, :1] * numpy.exp(-((place / amounts[:, 1:]) ** 2)) + random.normal(
    0, 0.02, (samples, 20)
)
arrays = {
    'x': image.astype('u1'),
    'x_spectrum': spectrum.astype('f4'),
    'y': kinds[kind],
    'y_amounts': amounts.astype('f4'),
}


def write(name, arrays):
    with zipfile.ZipFile(Path(__file__).with_name('arrays') / name, 'w', zipfile.ZIP_DEFLATED) as out:
        for key, array in arrays.items():
            info = zipfile.ZipInfo(f'{key}.npy', (2020, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            content = io.BytesIO()
            numpy.lib.format.write_array(content, array)
            out.writestr(info, content.getvalue())


write('two.npz', arrays)
chosen = numpy.flatnonzero(kind != 0)[:40]
write('two-kinds.npz', {key: array[chosen] for key, array in arrays.items()})
write('no-targets.npz', {key: array[:40] for key, array in arrays.items() if key[0] == 'x'})
