using System.Net;
using Points.Cli.Hosts;
using Points.Cli.Importing.Reading;
using Points.Client;
using Points.Domain;

namespace Points.Cli.Importing.Posting;

/// <summary>Posts purchases over the merchants' API and enrols customers who are not members yet.</summary>
internal sealed class PurchasePoster(HostClient host, HostFault faults, string programmeId, string merchantId)
{
    private const string NotEnrolled = "member-not-enrolled";

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
        if (answer.Refusal is not { Code: not NotEnrolled } problem)
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

    /// <summary>
    /// Posts first and enrols only if the host asks for it, so that no list of known customers is needed.
    /// </summary>
    public async Task<PostResult> Post(Transaction.Purchase purchase, CancellationToken ct)
    {
        var answer = await Accrue(purchase, ct);
        if (answer.Refusal?.Code == NotEnrolled)
        {
            if (await Enrol(purchase.MemberId, ct) is { } refusal)
                return Refused(purchase, refusal);
            answer = await Accrue(purchase, ct);
        }
        return answer.Accepted is { } accepted
            ? new PostResult.Accepted(
                accepted.IsReplay,
                Issued: accepted.IsReplay ? 0 : accepted.Result.Points,
                TakenBack: 0,
                IsWaiting: false
            )
            : Refused(purchase, answer.Refusal!);
    }

    private PostResult.Refused Refused(Transaction.Purchase purchase, Problem problem) =>
        new(faults.From(problem, purchase.Rows[0]));

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

    /// <summary>
    /// Enrols a customer. The profile of someone who is a member already stays as it is: they only join the programme.
    /// </summary>
    /// <returns>Why the host refuses it; null if the customer is enrolled.</returns>
    private async Task<Problem?> Enrol(string memberId, CancellationToken ct)
    {
        var joined = await Join(memberId, ct);
        if (joined?.Status != (int)HttpStatusCode.NotFound)
            return joined;

        // Only members with a verified identity earn (law L4). The import trusts the retailer to know its customers.
        var profile = new EnrolBody { IdentityVerified = true, Programmes = [programmeId] };
        var created = (
            await host.Ask(api => api.EnrolAsync(memberId, profile, ifNoneMatch: "*", cancellationToken: ct))
        ).Refusal;
        // Another import has enrolled them meanwhile, or the first answer was lost.
        return created?.Status == (int)HttpStatusCode.PreconditionFailed ? await Join(memberId, ct) : created;
    }

    /// <summary>The host adds this programme to those the member is in.</summary>
    private async Task<Problem?> Join(string memberId, CancellationToken ct)
    {
        var programme = new EnrolBody { Programmes = [programmeId] };
        return (await host.Ask(api => api.PatchMemberAsync(memberId, programme, cancellationToken: ct))).Refusal;
    }
}
