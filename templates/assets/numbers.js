"use strict";
// How numbers are written: the twin of calculators/engine/numbers.py, from the same tables. toFixed rounds half up.

guide.grouped = (text) => {
  const [whole, rest] = text.split(".");
  return whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest === undefined ? "" : "." + rest);
};

guide.trimmed = (text, least) => {
  const [whole, rest = ""] = text.split(".");
  const kept = rest.replace(/0+$/, "").padEnd(least, "0");
  return kept ? `${whole}.${kept}` : whole;
};

guide.decimals = (rules, value) => (rules.significant.find(([below]) => value < below) ?? [0, 0])[1];

guide.body = (rules, rule, size) => {
  if (size === 0) return "0";
  if (rule.exact) return guide.grouped(guide.trimmed(size.toFixed(size >= 10 ? 2 : 4), 2));
  if (rule.scaled) {
    for (const [scale, letter, least] of rules.scales) {
      if (size >= least) {
        const part = size / scale;
        return guide.grouped(guide.trimmed(part.toFixed(guide.decimals(rules, part)), 0)) + letter;
      }
    }
  }
  const places = guide.decimals(rules, size);
  if (rule.cents && size.toFixed(2) < 100) return guide.grouped(guide.trimmed(size.toFixed(size >= 1 ? 2 : places), 2));
  return guide.grouped(guide.trimmed(size.toFixed(places), 0));
};

guide.number = (rules, value, style) => {
  if (!Number.isFinite(value)) return rules.none;
  const rule = rules.styles[style];
  const body = guide.body(rules, rule, Math.abs(value) * (rule.times ?? 1));
  const sign = value < 0 && /[1-9]/.test(body) ? "−" : "";
  return sign + (rule.before ?? "") + body + (rule.after ?? "");
};

guide.said = (rules, value, style, [after, one]) => {
  const text = guide.number(rules, value, style);
  if (text === rules.none) return text;
  return text + (one && text.replace("$", "") === "1" ? one : after);
};

// A value as a field holds it, and back: 1,500 or 1.5M or 30%.
guide.fieldText = (value, plain) => {
  if (!Number.isFinite(value)) return "";
  const text = guide.trimmed(value.toFixed(Number.isInteger(value) ? 0 : 6), 0);
  return plain || text.startsWith("-") ? text : guide.grouped(text);
};

guide.fieldValue = (text) => {
  const match = /^([-+]?\d*\.?\d+)([kmbt]?)$/i.exec(text.trim().replace(/[,\s$%×]/g, ""));
  if (!match) return NaN;
  return Number(match[1]) * { "": 1, k: 1e3, m: 1e6, b: 1e9, t: 1e12 }[match[2].toLowerCase()];
};
