// actions-on-google loads googleapis (89 MB) only for its smart-home JWT, which this project does not use.
exports.google = { auth: { JWT: class {} } };
