namespace Points.Domain.Programmes;

/// <summary>A merchant of a programme.</summary>
/// <param name="Issues">Whether purchases at the merchant earn points.</param>
/// <param name="Honours">Whether the merchant accepts points for rewards.</param>
public sealed record Merchant(string MerchantId, BilingualName Name, bool Issues, bool Honours);
