using Points.Local.Tokens;

namespace Points.Torture.Requests;

/// <summary>Who sends a request.</summary>
/// <param name="KeyScope">Within what the caller's idempotency keys are unique.</param>
internal sealed record Caller(string KeyScope, TokenRequest Token)
{
    public bool IsMerchant => Token.MerchantId is not null;

    public static readonly Caller Operator = new("ops", new("ops", ["operator"]));

    /// <summary>Approves what <see cref="Operator"/> asks for.</summary>
    public static readonly Caller SecondOperator = new("ops-2", new("ops-2", ["operator"]));

    public static Caller Merchant(string merchantId) =>
        new($"merchant:{merchantId}", new($"till-of-{merchantId}", ["merchant"], merchantId));

    public static Caller Member(string memberId) => new(memberId, new(memberId, ["member"]));
}
