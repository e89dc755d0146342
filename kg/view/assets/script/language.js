// The words of the interface. Data stays in the language of the pages.

let language = own(data.words, data.lang) ? data.lang : "zh";

function t(key, ...values) {
  const text = own(data.words[language], key);
  return text === undefined ? key : text.replace(/\{(\d)\}/g, (_, place) => values[place]);
}

const nameOf = (record) => record[language] || record.zh;
const subOf = (node) => {
  const found = own(data.look.subs, node.sub);
  return found ? nameOf(found) : node.sub;
};
const listed = (items) => items.join(language === "zh" ? "、" : ", ");
