using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes how members reach the issuer.</summary>
internal static class ContactSection
{
    public static DisclosureSection Build(ContactTerms contact) =>
        new(
            "contact",
            Bilingual("联系我们", "Contact"),
            [
                .. contact.Phone is { } phone
                    ? [Bilingual($"电话：{phone}。", $"Telephone: {phone}.")]
                    : Array.Empty<BilingualName>(),
                .. contact.Email is { } email
                    ? [Bilingual($"邮箱：{email}。", $"E-mail: {email}.")]
                    : Array.Empty<BilingualName>(),
                Bilingual(
                    $"对积分有疑问或投诉，可通过以上方式联系我们，我们会在{contact.AnswerDays}天内答复。",
                    "If you have a question or a complaint about your points, contact us."
                        + $" We answer within {CountInEnglish(contact.AnswerDays, "day")}."
                ),
            ]
        );
}
