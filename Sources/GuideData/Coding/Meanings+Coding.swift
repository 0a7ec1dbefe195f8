import SMTPReply

extension CodeMeaning {
  /// Writes everything but the wording.
  package func write(to section: inout SectionWriter) {
    section.put(String(code))
    section.put(registered)
    section.put(`class`.rawValue)
    section.put(actor.rawValue)
    section.put(official)
    section.put(commands)
    section.put(cause)
    section.put(source)
  }

  /// Writes what is worded.
  package func writeWording(to section: inout SectionWriter) {
    section.put(name)
    section.put(title)
    section.put(meaning)
    section.put(when)
    section.put(fix)
    section.put(differences)
    section.put(use)
  }

  /// Reads a code and its wording.
  package init(from section: inout SectionReader, wording: inout SectionReader) {
    self.init(
      code: Int(section.requiredText()) ?? 0, registered: section.flag(),
      class: ReasonClass(rawValue: section.requiredText()) ?? .unclear,
      actor: ActingParty(rawValue: section.requiredText()) ?? .nobody, official: section.requiredText(),
      commands: section.requiredText(), cause: section.text(), source: section.text(), name: wording.requiredText(),
      title: wording.text(), meaning: wording.requiredText(), when: wording.text(), fix: wording.texts(),
      differences: wording.text(), use: wording.text())
  }
}

extension EnhancedMeaning {
  /// Writes everything but the wording.
  package func write(to section: inout SectionWriter) {
    section.put(code)
    section.put(provider)
    section.put(`class`.rawValue)
    section.put(actor.rawValue)
    section.put(official)
    section.put(cause)
    section.put(source)
  }

  /// Writes what is worded.
  package func writeWording(to section: inout SectionWriter) {
    section.put(name)
    section.put(meaning)
    section.put(fix)
  }

  /// Reads an enhanced code and its wording.
  package init(from section: inout SectionReader, wording: inout SectionReader) {
    self.init(
      code: section.requiredText(), provider: section.text(),
      class: ReasonClass(rawValue: section.requiredText()) ?? .unclear,
      actor: ActingParty(rawValue: section.requiredText()) ?? .nobody, official: section.requiredText(),
      cause: section.text(), source: section.requiredText(), name: wording.requiredText(),
      meaning: wording.requiredText(), fix: wording.texts() ?? [])
  }
}

extension Label {
  /// Writes the label.
  package func write(to section: inout SectionWriter) {
    section.put(id)
    section.put(text)
  }

  /// Reads a label.
  package init(from section: inout SectionReader) {
    self.init(id: section.requiredText(), text: section.requiredText())
  }
}

extension LookupPage {
  /// Writes the page.
  package func write(to section: inout SectionWriter) {
    section.put(name)
    section.put(page)
    section.put(marks)
  }

  /// Reads a page.
  package init(from section: inout SectionReader) {
    self.init(name: section.requiredText(), page: section.requiredText(), marks: section.texts() ?? [])
  }
}

extension Provider {
  /// Writes the provider.
  package func write(to section: inout SectionWriter) {
    section.put(name)
    section.put(hosts)
    section.put(domains)
  }

  /// Reads a provider.
  package init(from section: inout SectionReader) {
    self.init(name: section.requiredText(), hosts: section.texts() ?? [], domains: section.texts() ?? [])
  }
}
