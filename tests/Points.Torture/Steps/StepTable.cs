namespace Points.Torture.Steps;

/// <summary>What workers do, and how often.</summary>
internal static class StepTable
{
    /// <summary>The action that a job gives on birthdays, by the terms of the programmes here.</summary>
    public const string GiftAction = "gift";

    private static readonly (int Weight, Func<Step, Task> Do)[] Steps =
    [
        (24, EarningSteps.Buy),
        (4, EarningSteps.BuyWithPoints),
        (4, EarningSteps.PostOrderAgain),
        (3, EarningSteps.Act),
        (10, MessageSteps.Buy),
        (3, MessageSteps.Refund),
        (3, MessageSteps.SendAgain),
        (1, MessageSteps.SendUnfit),
        (6, RefundingSteps.RefundPart),
        (3, RefundingSteps.RefundLine),
        (5, RefundingSteps.RefundWhole),
        (3, RefundingSteps.RefundEarly),
        (10, RedeemingSteps.Redeem),
        (4, RedeemingSteps.RedeemAtTill),
        (6, RedeemingSteps.Hold),
        (4, RedeemingSteps.Confirm),
        (3, RedeemingSteps.Cancel),
        (5, RedeemingSteps.Reverse),
        (3, RedeemingSteps.UseVoucher),
        (6, MemberSteps.Transfer),
        (2, MemberSteps.ChangeFacts),
        (2, MemberSteps.Freeze),
        (2, MemberSteps.Look),
        (1, OperatorSteps.ChangeTerms),
        (1, OperatorSteps.SetPrice),
        (1, OperatorSteps.Dispute),
        (1, OperatorSteps.AnswerDispute),
    ];

    private static readonly int Total = Steps.Sum(step => step.Weight);

    public static Func<Step, Task> Choose(Random dice)
    {
        var at = dice.Next(Total);
        foreach (var (weight, step) in Steps)
            if ((at -= weight) < 0)
                return step;
        throw new InvalidOperationException("the weights do not add up");
    }
}
