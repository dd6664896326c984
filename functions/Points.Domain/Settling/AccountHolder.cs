namespace Points.Domain.Settling;

/// <summary>Who holds an account: a merchant or the platform.</summary>
/// <param name="MerchantId">Null for the platform.</param>
public readonly record struct AccountHolder(string? MerchantId)
{
    /// <summary>Not a valid merchant id, so the two cannot be confused.</summary>
    private const string PlatformText = "*";

    public static readonly AccountHolder Platform = new(null);

    public static AccountHolder Parse(string text) => text == PlatformText ? Platform : new(text);

    public override string ToString() => MerchantId ?? PlatformText;
}
