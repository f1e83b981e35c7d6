// actions-on-google loads it to verify identity tokens of Google Assistant, which this project never hands to it.
exports.OAuth2Client = class {};
