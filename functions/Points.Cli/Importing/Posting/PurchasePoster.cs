using Points.Cli.Hosts;
using Points.Cli.Importing.Reading;
using Points.Client;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts purchases over the merchants' API and enrols customers who are not members yet.</summary>
internal sealed class PurchasePoster(
    HostClient host,
    Enrolment enrolment,
    HostFault faults,
    string programmeId,
    string merchantId
)
{
    /// <summary>
    /// The member of a quote that only checks the programme and the merchant. The member need not exist, and a quote
    /// writes nothing.
    /// </summary>
    private const string CheckMemberId = "import-check";

    /// <summary>Checks that the programme and the merchant exist before any member is enrolled.</summary>
    public async Task CheckProgrammeAndMerchant(CancellationToken ct)
    {
        var purchase = new Transaction.Purchase(
            [],
            CheckMemberId,
            CheckMemberId,
            DateTimeOffset.UnixEpoch,
            [new(PurchaseLine.WholeOrder, PurchaseLine.AnyCategory, Fen.Zero)],
            Refunded: Fen.Zero
        );
        var answer = await host.Ask(api => api.QuoteAccrualAsync(CheckMemberId, BodyOf(purchase), ct));
        if (answer.Refusal is not { Code: not Enrolment.NotEnrolled } problem)
            return;
        throw problem.Code switch
        {
            "not-found" => new CommandException($"The host has no programme {programmeId}."),
            "merchant-not-in-programme" => new CommandException(
                $"The merchant {merchantId} gives no points in the programme {programmeId}."
            ),
            _ => new CommandException(
                $"The host refuses purchases of {merchantId} in the programme {programmeId} ({problem.Code}): "
                    + problem.Reason()
            ),
        };
    }

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
