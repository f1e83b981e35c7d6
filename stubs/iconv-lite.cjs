// body-parser loads 490 kB of code pages; every body here is UTF-8.
exports.encodingExists = (name) => /^utf-?8$/i.test(name);
exports.decode = (bytes) => Buffer.from(bytes).toString('utf8');
exports.getDecoder = () => new (require('node:string_decoder').StringDecoder)('utf8');
