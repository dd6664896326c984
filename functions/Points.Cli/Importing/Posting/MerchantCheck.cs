using Points.Cli.Hosts;
using Points.Cli.Importing.Reading;
using Points.Client;

namespace Points.Cli.Importing.Posting;

/// <summary>Checks that the programme and the merchant exist before anything is written.</summary>
internal static class MerchantCheck
{
    /// <summary>
    /// The member of a quote that only checks. The member need not exist, and a quote writes nothing.
    /// </summary>
    private const string MemberId = "import-check";

    /// <exception cref="CommandException">The host refuses purchases of the merchant in the programme.</exception>
    public static async Task Run(HostClient host, string programmeId, string merchantId, CancellationToken ct)
    {
        var purchase = new AccrueBody
        {
            ProgrammeId = programmeId,
            MerchantId = merchantId,
            OrderId = MemberId,
            OccurredAt = DateTimeOffset.UnixEpoch,
            Lines = [new() { Sku = PurchaseLine.WholeOrder, Category = PurchaseLine.AnyCategory }],
        };
        var answer = await host.Ask(api => api.QuoteAccrualAsync(MemberId, purchase, ct));
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
}
