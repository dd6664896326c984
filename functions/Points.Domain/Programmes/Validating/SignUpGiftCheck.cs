using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Naming;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Validating;

/// <summary>
/// Gifts for joining must be small, and a bank's points follow spending alone (law L11). So every action states what it
/// is, from a closed list.
/// </summary>
internal static class SignUpGiftCheck
{
    /// <summary>The most points that all sign-up gifts of a programme may give together.</summary>
    public const int PointsMax = 100;

    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        var isBank = terms.Issuer?.Kind == IssuerKind.Bank;
        var earlier = new List<PublishedAction>();
        foreach (var (index, action) in terms.Actions.Index())
        {
            var path = $"actions[{index}]";
            if (action.Kind is null)
                yield return new($"{path}.kind", $"is required: one of {KindList}");
            if (!IsSignUp(action))
            {
                if (isBank)
                    yield return new(path, "is not allowed for card points, which must follow spending");
                continue;
            }
            if (isBank && earlier.Count > 0)
                yield return new(path, "is not allowed: a bank may give one sign-up gift");
            if (earlier.Sum(it => it.Points.Value) + action.Points.Value > PointsMax)
                yield return new(
                    $"{path}.points",
                    $"must be at most {PointsMax}, with other gifts for signing up: larger ones are not allowed, and"
                        + " its kind, day, name or id says that it is one"
                );
            if (action.Limit is not { Times: 1, Per: LimitPeriod.Ever })
                yield return new($"{path}.limit", "must have times 1 and per ever: a member signs up once");
            earlier.Add(action);
        }
    }

    /// <summary>The points of all actions that are gifts for joining.</summary>
    public static long CountPoints(ProgrammeTerms terms) => terms.Actions.Where(IsSignUp).Sum(it => it.Points.Value);

    private static string KindList => string.Join(", ", DocumentVocabulary.ActionKinds.Keys);

    private static bool IsSignUp(PublishedAction action) =>
        action.Kind == ActionKind.SignUp
        || action.OwnDay == OwnDay.SignUp
        || SignUpWords.AreIn(action.Action)
        || SignUpWords.AreIn(action.Name.Zh)
        || SignUpWords.AreIn(action.Name.En);
}
