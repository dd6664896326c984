using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Says in a refusal for whom and when something is, as the published terms do.</summary>
internal static class EligibilityText
{
    /// <param name="what">What is refused, such as "this reward".</param>
    /// <returns>Null if the condition always holds.</returns>
    public static Refusal.NotEligible? FindRefusal(string what, Condition when, ProgrammeTerms terms) =>
        ConditionText.OnlyPhrase(when, terms, ConditionSubject.Member) is { } only ? new($"{what} is {only.En}") : null;

    public static Refusal.NotEligible RefuseExceptOn(OwnDay ownDay, string what) =>
        new($"{what} is only {ConditionText.OwnDayText(ownDay).En}");
}
