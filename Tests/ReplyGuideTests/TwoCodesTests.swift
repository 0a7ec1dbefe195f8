import SMTPReply
import Testing

@testable import ReplyGuide

/// 252 and 553 as a reference page has them: a test for each point.
@Suite("252 and 553")
struct TwoCodesTests {
  let english: ReplyGuide
  let spanish: ReplyGuide

  init() throws {
    english = try ReplyGuide()
    spanish = try ReplyGuide(language: "es")
  }

  private func says(_ text: String?, _ words: [String]) -> Bool {
    let text = text?.lowercased() ?? ""
    return words.allSatisfy { text.contains($0) }
  }

  private func steps(_ meaning: CodeMeaning?) -> String { (meaning?.fix ?? []).joined(separator: " ") }

  @Test("titles, and the RFC's own texts, find the codes")
  func titles() {
    #expect(english.meaning(of: .cannotVerify)?.title == "Cannot Verify User")
    #expect(english.meaning(of: .mailboxNameNotAllowed)?.title == "Mailbox Name Invalid")
    #expect(ReplyGuide.code(named: "cannot verify user") == .cannotVerify)
    #expect(ReplyGuide.code(named: "Mailbox Name Invalid") == .mailboxNameNotAllowed)
    #expect(ReplyGuide.code(named: "Nombre de buzón no válido") == .mailboxNameNotAllowed)
    #expect(
      ReplyGuide.code(named: "Requested action not taken: mailbox name not allowed") == .mailboxNameNotAllowed)
    #expect(ReplyGuide.code(named: "no such title") == nil)
  }

  @Test("252 is a positive reply, 553 a permanent negative one")
  func kinds() {
    #expect(english.label("kind_2") == "2xx Positive Completion")
    #expect(english.label("kind_5") == "5xx Permanent Negative")
    #expect(says(english.meaning(of: .cannotVerify)?.meaning, ["positive", "2xx"]))
    #expect(says(english.meaning(of: .mailboxNameNotAllowed)?.meaning, ["5xx", "permanent negative"]))
    #expect(says(spanish.meaning(of: .cannotVerify)?.meaning, ["positiva", "2xx"]))
    #expect(says(spanish.meaning(of: .mailboxNameNotAllowed)?.meaning, ["5xx", "negativa permanente"]))
  }

  @Test("description of 252: not said whether the user exists, taken and tried; VRFY sends nothing, RCPT may refuse")
  func description252() {
    let words = ["cannot or will not", "try to deliver", "vrfy", "private", "sends nothing", "rcpt", "refused"]
    #expect(says(english.meaning(of: .cannotVerify)?.meaning, words))
    let palabras = ["no puede o no quiere", "intentaría entregarlo", "no envía nada", "rechazado"]
    #expect(says(spanish.meaning(of: .cannotVerify)?.meaning, palabras))
  }

  @Test("description of 553: not taken, not allowed or not well formed, the sender's or the recipient's")
  func description553() {
    let words = ["not taken", "not allowed or not well formed", "sender's or the recipient's"]
    #expect(says(english.meaning(of: .mailboxNameNotAllowed)?.meaning, words))
    let palabras = ["no se realizó", "no está permitido o está mal formado", "remitente o el del destinatario"]
    #expect(says(spanish.meaning(of: .mailboxNameNotAllowed)?.meaning, palabras))
  }

  @Test("when: VRFY against harvesting; characters, form, blanks, encoding, rules")
  func when() {
    #expect(says(english.meaning(of: .cannotVerify)?.when, ["vrfy", "spammers", "collecting addresses"]))
    #expect(says(spanish.meaning(of: .cannotVerify)?.when, ["vrfy", "spammers", "recojan direcciones"]))
    let words = ["characters", "form", "blanks", "encoding", "server's rules", "in practice"]
    #expect(says(english.meaning(of: .mailboxNameNotAllowed)?.when, words))
    let palabras = ["caracteres", "formato", "espacios", "codificación", "reglas del servidor", "en la práctica"]
    #expect(says(spanish.meaning(of: .mailboxNameNotAllowed)?.when, palabras))
  }

  @Test("fix of 252: nothing, ask the administrator, bounces of mail sent anyway, no unverified lists")
  func fix252() {
    let text = steps(english.meaning(of: .cannotVerify))
    #expect(says(text, ["nothing is broken", "administrator", "bounces of mail", "never mail an unverified list"]))
    let texto = steps(spanish.meaning(of: .cannotVerify))
    #expect(says(texto, ["nada roto", "administrador", "rebotes del correo", "nunca envíe a una lista sin verificar"]))
  }

  @Test("fix of 553: the form of an address, blanks, characters, encoding; then by cause")
  func fix553() {
    let text = steps(english.meaning(of: .mailboxNameNotAllowed))
    #expect(says(text, ["user@example.com", "blanks", "special characters", "encoding", "follow the cause"]))
    #expect(says(text, ["never a + or an apostrophe"]))
    let texto = steps(spanish.meaning(of: .mailboxNameNotAllowed))
    #expect(says(texto, ["usuario@example.com", "espacios", "caracteres especiales", "codificación", "siga la causa"]))
    #expect(says(texto, ["nunca un + ni un apóstrofo"]))
  }

  @Test("differences, and when to use each, for a server operator too")
  func use() {
    for guide in [english, spanish] {
      let both = [guide.meaning(of: .cannotVerify), guide.meaning(of: .mailboxNameNotAllowed)]
      for meaning in both { #expect(says(meaning?.differences, ["252", "553"])) }
      #expect(says(both[0]?.use, ["252", "vrfy"]))
      #expect(says(both[1]?.use, ["553", "550 5.1.1"]))
    }
  }

  @Test("Spanish headings")
  func headings() {
    let wanted = [
      "description": "Descripción", "when": "Cuándo lo verás", "fix": "Cómo solucionarlo",
      "differences": "Diferencias clave", "use_each": "Cuándo usar cada uno",
    ]
    for (id, text) in wanted { #expect(spanish.label(id) == text) }
  }
}
