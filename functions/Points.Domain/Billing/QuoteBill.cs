using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Billing;

/// <summary>A till asks what a member has to pay after their perks and the rewards that they want to use.</summary>
/// <param name="RewardIds">
/// The rewards, in the order in which to apply them. A reward named twice is used twice.
/// </param>
/// <param name="Points">The points to spend on a reward with a variable price; null for its minimum.</param>
public sealed record QuoteBill(
    WalletId Wallet,
    string MerchantId,
    ImmutableArray<OrderLine> Lines,
    ImmutableArray<string> RewardIds,
    Points? Points
)
{
    public const int RewardIdsMax = 20;

    /// <summary>
    /// Whether a merchant asks to which the member has shown no code. It is quoted the bill of somebody of whom nothing
    /// is known, and no rewards, because they depend on the balance.
    /// </summary>
    public bool IsByStranger { get; init; }

    /// <summary>
    /// Calculates the bill: perks first, then the rewards, as if the member redeemed one after another for what is left
    /// of it. Refuses what the first redemption that would be refused would be refused for.
    /// </summary>
    public static BillQuote Decide(Wallet wallet, QuoteBill command, ProgrammeTerms terms, DateTimeOffset now)
    {
        if (wallet.Facts.FindRefusal() is { } frozen)
            return new BillQuote.Refused(frozen);
        if (OrderLine.FindRefusal(command.Lines, terms.BusinessDateOf(now)) is { } tooFar)
            return new BillQuote.Refused(tooFar);
        var total = command.Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
        var present = wallet.AsOf(terms, now);
        var member = present.BuildRuleContext(terms, now, now) with { MerchantId = command.MerchantId, Total = total };
        var offset = new BillOffset(Bill.ApplyPerks(command.Lines, terms, member), wallet);
        for (var index = 0; index < command.RewardIds.Length; index++)
        {
            var (next, refusal) = offset.Use(command, index, terms, now);
            if (next is null)
                return new BillQuote.Refused(refusal!);
            offset = next;
        }
        // The purchase is posted after the rewards are used.
        var (bill, after) = (offset.Bill, offset.Wallet);
        var paid = after.AsOf(terms, now).BuildRuleContext(terms, now, now) with
        {
            MerchantId = command.MerchantId,
            Total = bill.AfterPerks,
        };
        return new BillQuote.Quoted(
            bill,
            terms.EarningRules.Evaluate(
                bill.Lines,
                bill.PaidByRewards,
                paid,
                after.Counters.KeepLimits(terms.IsLimitCounter),
                terms.BusinessDateOf(now)
            ),
            member.Balance
        );
    }
}

/// <summary>Quotes bills. Writes nothing.</summary>
public sealed class QuoteBillHandler(IWalletStore wallets, IProgrammes programmes)
{
    public async Task<BillQuote> Handle(QuoteBill command, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, now, ct) is not { } terms)
            return new BillQuote.Refused(Refusal.NotFound.Programme);
        if (terms.FindMerchant(command.MerchantId) is null)
            return new BillQuote.Refused(new Refusal.MerchantNotInProgramme(command.MerchantId));
        if (command.IsByStranger)
            return command.RewardIds.IsEmpty
                ? QuoteBill.Decide(UnknownMember.OpenWallet(command.Wallet), command, terms, now)
                : new BillQuote.Refused(UnknownMember.CodeRequired);
        return await wallets.Find(command.Wallet, ct) is { } wallet
            ? QuoteBill.Decide(wallet, command, terms, now)
            : new BillQuote.Refused(new Refusal.MemberNotEnrolled());
    }
}
