/** Characters of the bytes 0x80 to 0xFF in the code pages in which UTF-8 is most often read by mistake. */
export const macRoman =
  "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u00a0ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ\uf8ffÒÚÛÙıˆ˜¯˘˙˚¸˝˛ˇ";
/** With the five bytes it leaves undefined as control characters, as browsers read them. */
export const windows1252 =
  "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ" +
  Array.from({ length: 96 }, (_, at) => String.fromCharCode(0xa0 + at)).join("");
/** Latin-1 as ISO has it: 0x80 to 0x9F are control characters. */
export const latin1 = Array.from({ length: 128 }, (_, at) => String.fromCharCode(0x80 + at)).join("");
