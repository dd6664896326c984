using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>A standing discount on lines of a bill, for members and lines that meet its condition.</summary>
/// <param name="Discount">The part of the price that is paid: 0.9 for 10% off.</param>
public sealed record Perk(string Id, decimal Discount, Condition When);
