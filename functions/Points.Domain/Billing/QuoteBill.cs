using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Wallets;

namespace Points.Domain.Billing;

/// <summary>A till asks what a member has to pay, by their perks and the rewards they want to use.</summary>
/// <param name="Points">For a reward whose value the member chooses; its minimum where null.</param>
public sealed record QuoteBill(
    WalletId Wallet,
    string MerchantId,
    ImmutableArray<OrderLine> Lines,
    ImmutableArray<string> RewardIds,
    Points? Points
)
{
    public const int RewardIdsMax = 20;

    public static BillQuote Decide(Wallet wallet, QuoteBill command, ProgrammeRevision terms, DateTimeOffset now)
    {
        if (wallet.Facts.FirstRefusal() is { } frozen)
            return new BillQuote.Refused(frozen);
        var total = command.Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
        var present = wallet.At(terms, now);
        var member = present.Circumstances(terms, now, now) with { MerchantId = command.MerchantId, Total = total };
        var (bill, points) = (Bill.Of(command.Lines, terms, member), default(Points));
        for (var at = 0; at < command.RewardIds.Length; at++)
        {
            var offset = BillOffset.Of(command, at, present, terms, member, bill, now);
            if (offset.Refusal is { } refusal)
                return new BillQuote.Refused(refusal);
            (bill, points) = (bill.Less(offset.Reward!, offset.Worth), points + offset.Points);
        }
        if (points > member.Balance)
            return new BillQuote.Refused(new Refusal.NotEnoughPoints(member.Balance, points));
        var paid = member with { Total = bill.AfterPerks };
        return new BillQuote.Quoted(
            bill,
            terms.Rules.Evaluate(
                bill.Lines,
                bill.Rewards,
                paid,
                wallet.Counters.Only(terms.IsLimit),
                terms.BusinessDate(now)
            )
        );
    }
}

/// <summary>What a member would pay, and what that would earn; or why it cannot be told.</summary>
public abstract record BillQuote
{
    private BillQuote() { }

    public sealed record Quoted(Bill Bill, Earned Earns) : BillQuote;

    public sealed record Refused(Refusal Refusal) : BillQuote;

    public T Match<T>(Func<Quoted, T> quoted, Func<Refusal, T> refused) =>
        this switch
        {
            Quoted quote => quoted(quote),
            Refused quote => refused(quote.Refusal),
            _ => throw new InvalidOperationException($"{GetType()} is no quote"),
        };
}

/// <summary>Quotes bills; nothing is written.</summary>
public sealed class Bills(IWalletStore wallets, IProgrammes programmes)
{
    public async Task<BillQuote> Quote(QuoteBill command, DateTimeOffset now, CancellationToken ct)
    {
        if (await programmes.TermsOf(command.Wallet.ProgrammeId, now, ct) is not { } terms)
            return new BillQuote.Refused(Refusal.NotFound.Programme);
        if (terms.Merchant(command.MerchantId) is null)
            return new BillQuote.Refused(new Refusal.MerchantNotInProgramme(command.MerchantId));
        return await wallets.Find(command.Wallet, ct) is { } wallet
            ? QuoteBill.Decide(wallet, command, terms, now)
            : new BillQuote.Refused(new Refusal.MemberNotEnrolled());
    }
}
