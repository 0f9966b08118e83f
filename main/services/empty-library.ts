/** The files of an empty library. Their comments explain them to someone who opens the folder by hand. */

const portfolio = `# Your site: what its front page says, and how it looks. Legible shows this file as a form;
# you can edit it here just as well.

# The name of the site. Usually your own name.
title: My portfolio
# Who wrote it. Feeds and citations use this name.
author: ""
# One sentence under the title: what you work on, in words that a stranger understands.
tagline: ""
# A paragraph or two about you, in Markdown.
about: ""
language: en
# The address where the site will live. Feeds and citations need it.
# url: https://example.org
theme: paper
# Documents to show first on the front page, in this order.
# chosen:
#   - posts/my-first-post.md
# Where else you can be found.
# links:
#   - name: Email
#     url: mailto:you@example.org
`;

const readers = `# The people you write for. Name real readers: someone whose face you can imagine.
# A document says who it is for in its front matter, for example: reader: sam
#
# readers:
#   - id: sam
#     name: Sam
#     # learn, use, build, judge or decide: what this person does with what you write
#     role: learn
#     situation: Second-year student who has trained one small network and read no papers
#     # What Sam knows already.
#     knows:
#       - linear algebra
#     # What Sam is likely to get wrong about your subject.
#     misreadings:
#       - High accuracy means that the model understands
#     # What Sam may not believe.
#     doubts:
#       - Toy models say nothing about real ones
#     # What is at stake for Sam.
#     stake: Choosing a thesis topic
readers: []
`;

const glossary = `# Words that you use in a sense of your own, and what they mean here.
#
# terms:
#   - term: probe
#     meaning: A small classifier trained on a network's activations
terms: []
`;

const about = `---
title: About
---

Say who you are and what you are trying to find out. Two or three sentences are enough: a reader wants
to know what to expect from you.
`;

/** Path in the library -> text. */
export const emptyLibraryFiles: Readonly<Record<string, string>> = {
  'portfolio.yml': portfolio,
  'readers.yml': readers,
  'glossary.yml': glossary,
  'references.bib': '',
  'pages/about.md': about,
};
