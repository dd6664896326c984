using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>How many times in a period something counts for a member.</summary>
public sealed record TimesLimit(int Times, LimitPeriod Per);
