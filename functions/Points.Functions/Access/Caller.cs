using Points.Domain.Ledger;

namespace Points.Functions.Access;

/// <summary>Who is calling, as their token proves.</summary>
/// <param name="Subject">The token's <c>sub</c>; a member's id where the caller is a member.</param>
/// <param name="MerchantId">For whom a merchant's token speaks.</param>
public sealed record Caller(string Subject, Roles Roles, string? MerchantId)
{
    /// <summary>Whose idempotency keys these are: all systems of a merchant share theirs.</summary>
    public string IdempotencyScope => MerchantId is null ? $"sub:{Subject}" : $"merchant:{MerchantId}";

    public bool IsOperator => Roles.HasFlag(Roles.Operator);

    public bool IsAuditor => Roles.HasFlag(Roles.Auditor);

    /// <summary>A member acts for themselves only.</summary>
    public bool IsMember(string memberId) => Roles.HasFlag(Roles.Member) && Subject == memberId;

    public bool IsAnyMerchant => Roles.HasFlag(Roles.Merchant) && MerchantId is not null;

    /// <summary>Who may look at what belongs to a member.</summary>
    public bool MayReadMember(string memberId) => IsMember(memberId) || IsOperator || IsAuditor;

    /// <summary>For whom the caller acts on what belongs to a member; null if for nobody who may.</summary>
    public Actor? ActorFor(string memberId) =>
        IsOperator ? new Actor.Operator()
        : IsMember(memberId) ? new Actor.Member()
        : IsAnyMerchant ? new Actor.Merchant(MerchantId!)
        : null;

    /// <summary>Who may post what merchants do at all.</summary>
    public bool MayPost => IsOperator || IsAnyMerchant;

    /// <summary>Who may post what a merchant did: itself, and operators for all.</summary>
    public bool MayPostFor(string merchantId) => IsOperator || IsMerchant(merchantId);

    /// <summary>Who may look at a merchant's accounts.</summary>
    public bool MayReadMerchant(string merchantId) => MayPostFor(merchantId) || IsAuditor;

    /// <summary>A merchant acts for itself only.</summary>
    public bool IsMerchant(string merchantId) => IsAnyMerchant && MerchantId == merchantId;
}

[Flags]
public enum Roles
{
    None = 0,
    Member = 1,
    Merchant = 2,
    Operator = 4,

    /// <summary>Reads all, changes nothing.</summary>
    Auditor = 8,
}
