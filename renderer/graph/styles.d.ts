/** Lets the compiler know what a `*.module.css` import is. */
/// <reference types="vite/client" />
