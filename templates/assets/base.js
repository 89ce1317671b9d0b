"use strict";
// What the scripts of a page share. Where there is a calculator, guide.js adds to it; elsewhere that is loaded once something asks for it.
const guide = { followers: [], widgets: [] }; // followers: what follows an answer on the page, {now, settled}, or is there without one, {unanswered}; widgets: what asks on it

// Where what was asked is published: the canonical address holds for a copy in a folder as well.
// A guide of another day is published nowhere.
guide.published = (query, path = "") => new URL(path + (query && `?${query}`), (document.querySelector("link[rel=canonical]") ?? location).href.split(/[?#]/)[0]).href;
