using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Families;

/// <summary>Carries points from one member of a family to another.</summary>
public sealed class TransferHttp(Transfers transfers, Reception reception)
{
    [Function("Transfer")]
    public Task<IResult> Send(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/wallets/{programmeId}/transfers")] HttpRequest http,
        string memberId, string programmeId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsMember(memberId) || caller.IsOperator, act: caller => Body.Read(
            http, needsKey: true,
            read: fields => new SendPoints(new(memberId, programmeId), fields.Id("toMemberId"), new(fields.Whole("points", 1, Redeem.PointsMax.Value))),
            then: async (command, key) =>
            {
                if (PathIds.FirstFault(memberId, programmeId) is { } fault) return fault;
                var request = Request.From(caller.KeyScope, $"members/{memberId}/wallets/{programmeId}/transfers", key, command.Fingerprint(), reception.Now);
                return (await transfers.Handle(command, request, ct)).Match<IResult>(
                    done: it => new Answer<TransferView>(StatusCodes.Status201Created, TransferView.Of(it.Entry, command), HttpJson.Default.TransferView) { Replayed = it.Replayed },
                    pending: it => new Answer<TransferView>(StatusCodes.Status202Accepted, TransferView.Of(it.Entry, command), HttpJson.Default.TransferView),
                    refused: Problems.Of);
            },
            ct));
}

/// <summary>A transfer, and the sender's wallet as it left it.</summary>
/// <param name="Status"><c>completed</c>; <c>returned</c> where the other could not take the points; <c>pending</c> while that is yet to come.</param>
internal sealed record TransferView(string TransferId, string Status, string ToMemberId, long Points, IReadOnlyList<LotView> Lots, WalletView Wallet)
{
    public static TransferView Of(LedgerEntry entry, SendPoints command)
    {
        var wallet = WalletView.Of(entry, toMerchant: false);
        return entry.Cause switch
        {
            Cause.TransferOut it => new(it.TransferId, "pending", it.ToMemberId, command.Points.Value, LotView.Of(entry.Held), wallet),
            Cause.TransferEnd it => new(it.TransferId, it.Arrived ? "completed" : "returned", it.ToMemberId, command.Points.Value, LotView.OfTaken(entry.Held), wallet),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} is of no transfer"),
        };
    }
}
