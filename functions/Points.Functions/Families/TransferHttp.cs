using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Families;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Families;

/// <summary>Carries points from one member of a family to another.</summary>
[ApiTag(ApiTags.Wallets)]
public sealed class TransferHttp(SendPointsHandler sendPoints, HttpPipeline pipeline)
{
    /// <summary>Gives points to another member of the family. Lots keep their issuer and expiry. Accepted means that the other's side is yet to come.</summary>
    [Function("Transfer")]
    [Callers(Roles.Member | Roles.Operator)]
    [RequestBody(typeof(TransferBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status201Created, typeof(TransferView))]
    [Response(StatusCodes.Status202Accepted, typeof(TransferView))]
    [ProblemResponses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "not-enough-points",
        "limit-reached"
    )]
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
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsMember(memberId) || caller.IsOperator,
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => TransferBody.Read(reader, memberId, programmeId),
                    then: async (command, key) =>
                    {
                        if (PathIdValidation.FindProblem(memberId, programmeId) is { } fault)
                            return fault;
                        var request = Request.From(
                            caller.IdempotencyScope,
                            $"members/{memberId}/wallets/{programmeId}/transfers",
                            key,
                            command.Fingerprint(),
                            pipeline.Now
                        );
                        return (await sendPoints.Handle(command, request, ct)).Match<IResult>(
                            done: it => new ViewResponse<TransferView>(
                                StatusCodes.Status201Created,
                                TransferView.From(it.Entry, command),
                                FamiliesJson.Default.TransferView
                            )
                            {
                                Replayed = it.IsReplayed,
                            },
                            pending: it => new ViewResponse<TransferView>(
                                StatusCodes.Status202Accepted,
                                TransferView.From(it.Entry, command),
                                FamiliesJson.Default.TransferView
                            ),
                            refused: Problems.From
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
    public static TransferView From(LedgerEntry entry, SendPoints command)
    {
        var wallet = WalletView.From(entry, toMerchant: false);
        return entry.Kind switch
        {
            EntryKind.TransferOut it => new(
                it.TransferId,
                "pending",
                it.ToMemberId,
                command.Points.Value,
                LotView.From(entry.Held),
                wallet
            ),
            EntryKind.TransferCompletion it => new(
                it.TransferId,
                it.HasArrived ? "completed" : "returned",
                it.ToMemberId,
                command.Points.Value,
                LotView.FromOutgoing(entry.Held),
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} is of no transfer"),
        };
    }
}
