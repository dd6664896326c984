using Points.Cli.Hosts;
using Points.Cli.Importing.Approving;
using Points.Cli.Importing.Reading;
using Points.Client;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts purchases over the merchants' API and enrols customers who are not members yet.</summary>
/// <param name="approved">The proofs that go with purchases; null if they need none.</param>
internal sealed class PurchasePoster(
    HostClient host,
    Enrolment enrolment,
    HostFault faults,
    string programmeId,
    string merchantId,
    ApprovedRows? approved
)
{
    private readonly ImportedCommands _commands = new(programmeId, merchantId);

    public Task<PostResult> Post(Transaction.Purchase purchase, CancellationToken ct) =>
        enrolment.Post(
            purchase.MemberId,
            () => Accrue(purchase, ct),
            accepted => new PostResult.Accepted(
                accepted.IsReplay,
                Issued: accepted.IsReplay ? 0 : accepted.Result.Points,
                TakenBack: 0,
                IsWaiting: false
            ),
            problem => faults.From(problem, purchase.Rows[0]),
            ct
        );

    private Task<HostAnswer<Accrual>> Accrue(Transaction.Purchase purchase, CancellationToken ct) =>
        host.Ask(api =>
            api.AccrueAsync(
                purchase.MemberId,
                Digest.Compute("import", merchantId, purchase.OrderId),
                BodyOf(purchase),
                approved?.FindProof(_commands.FingerprintOf(purchase)),
                ct
            )
        );

    private AccrueBody BodyOf(Transaction.Purchase purchase) =>
        new()
        {
            ProgrammeId = programmeId,
            MerchantId = merchantId,
            OrderId = purchase.OrderId,
            OccurredAt = purchase.OccurredAt,
            Lines =
            [
                .. purchase.Lines.Select(line => new AccrueLine
                {
                    Sku = line.Sku,
                    Category = line.Category,
                    AmountFen = line.Amount.Value,
                }),
            ],
        };
}
