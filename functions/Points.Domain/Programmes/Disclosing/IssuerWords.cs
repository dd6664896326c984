using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Who answers for the programme, and who takes part.</summary>
internal static class IssuerWords
{
    public static DisclosureSection Section(ProgrammeRevision terms) =>
        new("issuer", Say("发行方与参与商户", "Issuer and merchants"), [.. Items(terms)]);

    private static IEnumerable<BilingualName> Items(ProgrammeRevision terms)
    {
        var issuer = terms.Issuer;
        yield return Say(
            $"发行方：{issuer.Name}，统一社会信用代码{issuer.CreditCode}。",
            $"Issued by {issuer.Name}, unified social credit code {issuer.CreditCode}."
        );
        foreach (var permit in issuer.Filings.Prepend(issuer.TelecomLicence).OfType<Permit>())
            yield return Say(
                $"{NameOf(permit).Zh}：{permit.Number}，有效期至{Of(permit.ValidUntil).Zh}。",
                $"{NameOf(permit).En}: {permit.Number}, valid until {Of(permit.ValidUntil).En}."
            );
        var (issuing, honouring) = (
            Names(terms, merchant => merchant.Issues),
            Names(terms, merchant => merchant.Honours)
        );
        yield return Say($"在以下商户消费可获得积分：{issuing.Zh}。", $"Points are earned at: {issuing.En}.");
        yield return Say($"以下商户接受积分兑换：{honouring.Zh}。", $"Points are honoured by: {honouring.En}.");
    }

    private static BilingualName Names(ProgrammeRevision terms, Func<Merchant, bool> which) =>
        List(terms.Merchants.Where(which).Select(merchant => merchant.Name));

    private static BilingualName NameOf(Permit permit) =>
        permit.Kind switch
        {
            "telecom-licence" => Say("增值电信业务经营许可证", "Telecom licence"),
            "issuer-credit" => Say("发行方信用认证", "Credit certification of the issuer"),
            "third-party-assessment" => Say("第三方评估", "Third-party assessment"),
            "programme-filing" => Say("积分计划备案", "Filing of the programme"),
            _ => Say(permit.Kind, permit.Kind),
        };
}
