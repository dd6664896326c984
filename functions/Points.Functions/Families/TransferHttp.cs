using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Families;

/// <summary>Carries points from one member of a family to another.</summary>
[Area(Areas.Wallets)]
public sealed class TransferHttp(Transfers transfers, Reception reception)
{
    /// <summary>Gives points to another member of the family. Lots keep their issuer and expiry. Accepted means that the other's side is yet to come.</summary>
    [Function("Transfer")]
    [Callers(Roles.Member | Roles.Operator)]
    [Takes(typeof(TransferBody), NeedsKey = true)]
    [Gives(StatusCodes.Status201Created, typeof(TransferView))]
    [Gives(StatusCodes.Status202Accepted, typeof(TransferView))]
    [Refuses("not-found", "member-not-enrolled", "member-frozen", "not-eligible", "not-enough-points", "limit-reached")]
    public Task<IResult> Send(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/wallets/{programmeId}/transfers"
        )]
            HttpRequest http,
        string memberId,
        string programmeId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsMember(memberId) || caller.IsOperator,
            act: caller =>
                Body.Read(
                    http,
                    needsKey: true,
                    read: fields => TransferBody.Read(fields, memberId, programmeId),
                    then: async (command, key) =>
                    {
                        if (PathIds.FirstFault(memberId, programmeId) is { } fault)
                            return fault;
                        var request = Request.From(
                            caller.KeyScope,
                            $"members/{memberId}/wallets/{programmeId}/transfers",
                            key,
                            command.Fingerprint(),
                            reception.Now
                        );
                        return (await transfers.Handle(command, request, ct)).Match<IResult>(
                            done: it => new Answer<TransferView>(
                                StatusCodes.Status201Created,
                                TransferView.Of(it.Entry, command),
                                FamiliesJson.Default.TransferView
                            )
                            {
                                Replayed = it.Replayed,
                            },
                            pending: it => new Answer<TransferView>(
                                StatusCodes.Status202Accepted,
                                TransferView.Of(it.Entry, command),
                                FamiliesJson.Default.TransferView
                            ),
                            refused: Problems.Of
                        );
                    },
                    ct
                )
        );
}

/// <summary>A transfer, and the sender's wallet as it left it.</summary>
/// <param name="Status"><c>completed</c>; <c>returned</c> where the other could not take the points; <c>pending</c> while that is yet to come.</param>
internal sealed record TransferView(
    string TransferId,
    [OneOf("completed", "returned", "pending")] string Status,
    string ToMemberId,
    long Points,
    IReadOnlyList<LotView> Lots,
    WalletView Wallet
)
{
    public static TransferView Of(LedgerEntry entry, SendPoints command)
    {
        var wallet = WalletView.Of(entry, toMerchant: false);
        return entry.Cause switch
        {
            Cause.TransferOut it => new(
                it.TransferId,
                "pending",
                it.ToMemberId,
                command.Points.Value,
                LotView.Of(entry.Held),
                wallet
            ),
            Cause.TransferEnd it => new(
                it.TransferId,
                it.Arrived ? "completed" : "returned",
                it.ToMemberId,
                command.Points.Value,
                LotView.OfTaken(entry.Held),
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} is of no transfer"),
        };
    }
}
