using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the section on the issuer, its permits, and the merchants that take part.</summary>
internal static class IssuerSection
{
    public static DisclosureSection Build(ProgrammeTerms terms) =>
        new("issuer", Bilingual("发行方与参与商户", "Issuer and merchants"), [.. BuildItems(terms)]);

    private static IEnumerable<BilingualName> BuildItems(ProgrammeTerms terms)
    {
        var issuer = terms.Issuer;
        yield return Bilingual(
            $"发行方：{issuer.Name}，统一社会信用代码{issuer.CreditCode}。",
            $"Issued by {issuer.Name}, unified social credit code {issuer.CreditCode}."
        );
        if (issuer.Kind == IssuerKind.Bank)
            yield return Bilingual(
                "发行方为银行：积分随消费发放，不通过其他方式大额赠送。",
                "The issuer is a bank: its points follow spending, and there are no large gifts of points."
            );
        foreach (var permit in issuer.Filings.Prepend(issuer.TelecomLicence).OfType<Permit>())
        {
            var (name, lastDay) = (PermitName(permit), FormatDay(permit.ValidUntil));
            yield return Bilingual(
                $"{name.Zh}：{permit.Number}，有效期至{lastDay.Zh}。",
                $"{name.En}: {permit.Number}, valid until {lastDay.En}."
            );
        }
        var (issuing, honouring) = (
            MerchantNames(terms, merchant => merchant.Issues),
            MerchantNames(terms, merchant => merchant.Honours)
        );
        yield return Bilingual($"在以下商户消费可获得积分：{issuing.Zh}。", $"You can earn points at: {issuing.En}.");
        yield return Bilingual($"在以下商户可使用积分：{honouring.Zh}。", $"You can spend points at: {honouring.En}.");
    }

    private static BilingualName MerchantNames(ProgrammeTerms terms, Func<Merchant, bool> which) =>
        JoinList(terms.Merchants.Where(which).Select(merchant => merchant.Name));

    private static BilingualName PermitName(Permit permit) =>
        permit.Kind switch
        {
            "telecom-licence" => Bilingual("增值电信业务经营许可证", "Telecom licence"),
            "issuer-credit" => Bilingual("发行方信用认证", "Credit certification of the issuer"),
            "third-party-assessment" => Bilingual("第三方评估", "Third-party assessment"),
            "programme-filing" => Bilingual("积分计划备案", "Filing of the programme"),
            _ => Bilingual(permit.Kind, permit.Kind),
        };
}
