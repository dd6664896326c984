using Points.Domain.Actors;
using Points.Domain.Ledger;

namespace Points.Functions.Access;

/// <summary>The caller of a request, taken from the validated token.</summary>
/// <param name="Subject">The token's <c>sub</c>; for a member, the member's id.</param>
/// <param name="MerchantId">The merchant whose token this is; null for callers without the merchant role.</param>
public sealed record Caller(string Subject, Roles Roles, string? MerchantId)
{
    /// <summary>The application whose token it is; null if the token does not say.</summary>
    public string? Client { get; init; }

    /// <summary>The scope of the caller's idempotency keys. All systems of a merchant share one scope.</summary>
    public string IdempotencyScope => MerchantId is null ? $"sub:{Subject}" : $"merchant:{MerchantId}";

    public bool IsOperator => Roles.HasFlag(Roles.Operator);

    public bool IsAuditor => Roles.HasFlag(Roles.Auditor);

    /// <summary>Whether the caller is this member. A member acts only for themselves.</summary>
    public bool IsMember(string memberId) => Roles.HasFlag(Roles.Member) && Subject == memberId;

    /// <summary>Whether the caller is a merchant, whichever it is.</summary>
    public bool IsAnyMerchant => Roles.HasFlag(Roles.Merchant) && MerchantId is not null;

    /// <summary>Whether the caller helps members: support, or an operator.</summary>
    public bool IsSupport => IsOperator || Roles.HasFlag(Roles.Support);

    /// <summary>Whether the caller settles with merchants: finance, or an operator.</summary>
    public bool IsFinance => IsOperator || Roles.HasFlag(Roles.Finance);

    /// <summary>Whether the caller drafts programmes: marketing, or an operator.</summary>
    public bool IsMarketing => IsOperator || Roles.HasFlag(Roles.Marketing);

    /// <summary>Whether the caller may see all that is kept of this member, and change some of it.</summary>
    public bool MaySeeMember(string memberId) => IsMember(memberId) || IsSupport;

    /// <summary>Whether the caller may read this member's data.</summary>
    public bool MayReadMember(string memberId) => MaySeeMember(memberId) || IsAuditor;

    /// <summary>
    /// The role in which the caller acts on this member's wallets; null if the caller may not act on them. Any merchant
    /// may try: the commands decide what it may do, and need the member's spend code to redeem.
    /// </summary>
    public Actor? ActorFor(string memberId) =>
        IsOperator ? new Actor.Operator()
        : IsMember(memberId) ? new Actor.Member()
        : IsAnyMerchant ? new Actor.Merchant(MerchantId!)
        : null;

    /// <summary>The caller as the one who asks for something.</summary>
    /// <param name="memberId">The member whom it is about; null if it is about none.</param>
    public Requester ToRequester(string? memberId = null) => new(RoleFor(memberId), Client, Subject);

    private ActorRole RoleFor(string? memberId) =>
        IsOperator ? ActorRole.Operator
        : memberId is not null && IsMember(memberId) ? ActorRole.Member
        : IsAnyMerchant ? ActorRole.Merchant
        : IsSupport ? ActorRole.Support
        : IsFinance ? ActorRole.Finance
        : IsMarketing ? ActorRole.Marketing
        : ActorRole.Member;

    /// <summary>Whether the caller may act for at least one merchant.</summary>
    public bool MayActForMerchants => IsOperator || IsAnyMerchant;

    /// <summary>Whether the caller may act for this merchant: the merchant itself, or an operator.</summary>
    public bool MayActFor(string merchantId) => IsOperator || IsMerchant(merchantId);

    /// <summary>Whether the caller may read this merchant's statements and disputes.</summary>
    public bool MayReadMerchant(string merchantId) => MayActFor(merchantId) || IsFinance || IsAuditor;

    /// <summary>Whether the caller is this merchant. A merchant acts only for itself.</summary>
    public bool IsMerchant(string merchantId) => IsAnyMerchant && MerchantId == merchantId;
}
