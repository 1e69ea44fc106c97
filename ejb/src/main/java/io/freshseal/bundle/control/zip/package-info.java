/**
 * The form of a bundle on a medium: a ZIP archive (PKWARE APPNOTE 6.3) in one canonical form.
 * Whatever is not exactly what the writer makes is refused. Knows no component and no signature.
 */
package io.freshseal.bundle.control.zip;
