using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes how members reach the issuer, and when it answers their complaints.</summary>
internal static class ContactSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new(
            "contact",
            Bilingual("联系我们", "Contact"),
            [
                .. terms.Contact is { } contact ? ListWays(contact) : [],
                Bilingual(
                    "对任何一笔兑换或积分记录有异议，可在应用中提出投诉，同时待答复的投诉最多"
                        + $"{ComplaintTerms.OpenMax}件。我们会在{terms.AnswerDays}天内答复，并通知您。",
                    "You can complain about any redemption and any entry of your account in the app, with at most"
                        + $" {ComplaintTerms.OpenMax} complaints waiting for an answer at once. We answer within"
                        + $" {CountInEnglish(terms.AnswerDays, "day")}, and notify you."
                ),
            ]
        );

    private static IEnumerable<BilingualName> ListWays(ContactTerms contact)
    {
        if (contact.Phone is { } phone)
            yield return Bilingual($"电话：{phone}。", $"Telephone: {phone}.");
        if (contact.Email is { } email)
            yield return Bilingual($"邮箱：{email}。", $"E-mail: {email}.");
        yield return Bilingual(
            $"对积分有疑问或投诉，可通过以上方式联系我们，我们会在{contact.AnswerDays}天内答复。",
            "If you have a question or a complaint about your points, contact us."
                + $" We answer within {CountInEnglish(contact.AnswerDays, "day")}."
        );
    }
}
