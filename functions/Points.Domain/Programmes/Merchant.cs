namespace Points.Domain.Programmes;

/// <summary>A merchant of a programme: one who issues points at its sales, honours them, or both.</summary>
public sealed record Merchant(string MerchantId, BilingualName Name, bool Issues, bool Honours);
