namespace Points.Domain.Programmes;

/// <summary>
/// How members reach the issuer with questions and complaints. At least one of the two ways is given.
/// </summary>
/// <param name="AnswerDays">Within how many days the issuer answers.</param>
public sealed record ContactTerms(string? Phone, string? Email, int AnswerDays)
{
    /// <summary>Within how many days the issuer answers complaints if the terms name no contact.</summary>
    public const int AnswerDaysDefault = 15;
}
