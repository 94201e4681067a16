// The rules of html-validate: its strictest presets, and beside each rule that is changed the reason why.
// A rule is switched off only where the standard allows what it forbids.

export default {
  root: true,
  extends: ['html-validate:standard', 'html-validate:document', 'html-validate:a11y'],
  rules: {
    // Integrity hashes guard against a foreign host. Everything here comes from the site's own; foreign loads must have one.
    'require-sri': ['error', { target: 'crossorigin' }],
  },
};
