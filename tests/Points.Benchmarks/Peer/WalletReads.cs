using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>Shows wallets.</summary>
internal sealed class WalletReads(NpgsqlDataSource database, WriteCall calls)
{
    public async Task Get(HttpContext http)
    {
        if (await calls.FindCaller(http) is not { } caller)
            return;
        if (!caller.IsOperator && caller.Subject != http.Member())
        {
            await http.Refuse(StatusCodes.Status403Forbidden, "forbidden", "The wallet is another member's.");
            return;
        }
        await using var read = database.CreateCommand(
            "SELECT lot.issuer, lot.expires, lot.points FROM wallet JOIN lot ON lot.wallet = wallet.id"
                + " WHERE member = $1 AND programme = $2 AND points > 0 AND expires >= $3 ORDER BY expires, issuer"
        );
        read.Parameters.Add(Parameter.Of(http.Member()));
        read.Parameters.Add(Parameter.Of((string)http.Request.RouteValues["programme"]!));
        read.Parameters.Add(Parameter.Of(Terms.BusinessDateOf(calls.Now)));
        var lots = new List<LotView>();
        await using (var reader = await read.ExecuteReaderAsync(http.RequestAborted))
            while (await reader.ReadAsync(http.RequestAborted))
                lots.Add(new(reader.GetInt64(2), reader.GetFieldValue<DateOnly>(1), reader.GetString(0)));
        await http.Answer(
            StatusCodes.Status200OK,
            JsonSerializer.SerializeToUtf8Bytes(WalletView.Of(lots), PeerJson.Plain.WalletView)
        );
    }
}
