namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// Finds somebody who gets less under a new revision. It knows nothing of how the product compares documents: it asks
/// the engine what each revision gives in the same situation.
/// </summary>
internal static class RevisionJudge
{
    private static readonly Func<RevisionPair, SituationSource, IEnumerable<string>>[] Questions =
    [
        PromiseQuestions.Find,
        ValidityQuestions.Find,
        TierQuestions.Find,
        EarningQuestions.Find,
        SequenceQuestions.Find,
        CapQuestions.Find,
        ActionQuestions.Find,
        GrantQuestions.Find,
        RewardTermQuestions.Find,
        RedemptionQuestions.Find,
        OperatorPriceQuestions.Find,
        BillQuestions.Find,
    ];

    /// <returns>In plain English, who gets less, and when; null if the judge finds nobody.</returns>
    public static string? FindWorse(RevisionPair pair, Random random)
    {
        var situations = new SituationSource(pair, random);
        return Questions.SelectMany(question => question(pair, situations)).FirstOrDefault();
    }
}
