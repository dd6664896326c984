using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Functions.Http;

namespace Points.Functions.Relaying;

/// <summary>Shows what of the ledger's feed was left aside, the newest of it.</summary>
public sealed class PoisonHttp(IPoison poison, Reception reception)
{
    [Function("Poison")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ledger/poison")] HttpRequest http, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator || caller.IsAuditor, act: async _ =>
            new Answer<ListView<Poisoned>>(StatusCodes.Status200OK, new(await poison.List(Paging.LimitMax, ct), null), HttpJson.Default.ListViewPoisoned));
}
