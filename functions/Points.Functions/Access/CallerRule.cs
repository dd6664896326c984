using Points.Domain.Reading;

namespace Points.Functions.Access;

/// <summary>
/// Which callers may do something: those with one of these roles. A member or a merchant may be required to be a
/// certain one. It also names them to callers who may not.
/// </summary>
public sealed record CallerRule
{
    /// <summary>The roles that are enough by themselves, whoever the member or the merchant is.</summary>
    private const Roles WithoutOwner = Roles.Operator | Roles.Auditor | Roles.Support | Roles.Finance | Roles.Marketing;

    private CallerRule(Roles roles) => Roles = roles;

    /// <summary>The roles that are enough. None means that every token is enough.</summary>
    private Roles Roles { get; }

    /// <summary>The member who may, with the role member.</summary>
    private string? MemberId { get; init; }

    /// <summary>The merchant that may, with the role merchant; null for any.</summary>
    private string? MerchantId { get; init; }

    public static CallerRule Everyone { get; } = new(Roles.None);

    public static CallerRule Operator { get; } = new(Roles.Operator);

    public static CallerRule Auditor { get; } = new(Roles.Auditor);

    public static CallerRule OperatorOrAuditor { get; } = new(Roles.Operator | Roles.Auditor);

    public static CallerRule StaffOrAuditor { get; } =
        new(Roles.Operator | Roles.Support | Roles.Finance | Roles.Marketing | Roles.Auditor);

    public static CallerRule Support { get; } = new(Roles.Operator | Roles.Support);

    public static CallerRule SupportOrAuditor { get; } = new(Roles.Operator | Roles.Support | Roles.Auditor);

    public static CallerRule Finance { get; } = new(Roles.Operator | Roles.Finance);

    public static CallerRule FinanceOrAuditor { get; } = new(Roles.Operator | Roles.Finance | Roles.Auditor);

    public static CallerRule Marketing { get; } = new(Roles.Operator | Roles.Marketing);

    public static CallerRule MarketingOrAuditor { get; } = new(Roles.Operator | Roles.Marketing | Roles.Auditor);

    public static CallerRule AnyMerchant { get; } = new(Roles.Operator | Roles.Merchant);

    public static CallerRule ToBe(string memberId) => new(Roles.Member) { MemberId = memberId };

    public static CallerRule ToChange(string memberId) => new(Roles.Operator | Roles.Member) { MemberId = memberId };

    public static CallerRule ToComplainFor(string memberId) =>
        new(Roles.Operator | Roles.Support | Roles.Member) { MemberId = memberId };

    public static CallerRule ToRead(string memberId) =>
        new(Roles.Operator | Roles.Support | Roles.Auditor | Roles.Member) { MemberId = memberId };

    /// <summary>Proofs are for the member, and for auditors.</summary>
    public static CallerRule ToVerify(string memberId) => new(Roles.Auditor | Roles.Member) { MemberId = memberId };

    /// <summary>Any merchant may try: the commands decide what it may do.</summary>
    public static CallerRule ToActOn(string memberId) =>
        new(Roles.Operator | Roles.Merchant | Roles.Member) { MemberId = memberId };

    public static CallerRule ToReadRedemptionsOf(string memberId) =>
        new(Roles.Operator | Roles.Support | Roles.Auditor | Roles.Merchant | Roles.Member) { MemberId = memberId };

    public static CallerRule ToActFor(string merchantId) =>
        new(Roles.Operator | Roles.Merchant) { MerchantId = merchantId };

    public static CallerRule ToReadMerchant(string merchantId) =>
        new(Roles.Operator | Roles.Finance | Roles.Auditor | Roles.Merchant) { MerchantId = merchantId };

    public bool Admits(Caller caller) =>
        Roles == Roles.None
        || (Roles & caller.Roles & WithoutOwner) != Roles.None
        || (Roles.HasFlag(Roles.Member) && caller.IsMember(MemberId!))
        || (
            Roles.HasFlag(Roles.Merchant) && (MerchantId is null ? caller.IsAnyMerchant : caller.IsMerchant(MerchantId))
        );

    /// <summary>For example <c>the role operator, or the role member with the sub m-1</c>.</summary>
    public string Describe() => string.Join(", or ", ListNeeded());

    private IEnumerable<string> ListNeeded()
    {
        foreach (var role in Enum.GetValues<Roles>().Where(it => (Roles & it & WithoutOwner) != Roles.None))
            yield return $"the role {RoleNames.Of(role)}";
        if (Roles.HasFlag(Roles.Member))
            yield return $"the role member with the sub {NameOf(MemberId)}";
        if (Roles.HasFlag(Roles.Merchant))
            yield return MerchantId is null
                ? "the role merchant with a merchant_id"
                : $"the role merchant with the merchant_id {NameOf(MerchantId)}";
    }

    /// <summary>The id comes from the request, where it may be anything.</summary>
    private static string NameOf(string? id) => FieldReader.IsId(id) ? id! : "of the request";
}
