namespace Points.Domain.Programmes;

/// <summary>
/// How many points operators may give as goodwill and corrections. They are issued within a budget of their own, so
/// they leave the programme's main budget untouched (law L6).
/// </summary>
/// <param name="Budget">The most that all members together are given in a period.</param>
/// <param name="MerchantId">The merchant that issues the points, and pays for them at settlement.</param>
public sealed record AdjustmentTerms(Budget Budget, string MerchantId);
