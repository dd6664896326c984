using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Npgsql;
using Points.Benchmarks.Peer;

// A service for points as one would write it with ASP.NET Core, Npgsql and PostgreSQL: what Points is compared to. It
// knows nothing of Points, except two paths with their JSON, and its tokens.
var builder = WebApplication.CreateSlimBuilder(args);
builder.Logging.SetMinimumLevel(LogLevel.Warning); // Otherwise each request writes log lines.
builder.WebHost.ConfigureKestrel(kestrel => kestrel.AddServerHeader = false);
builder.WebHost.UseUrls($"http://127.0.0.1:{Setting("port")}");
await using var app = builder.Build();

// Statements that are used twice are prepared. Requests set nothing on a connection, so nothing is reset after them.
await using var database = NpgsqlDataSource.Create(
    new NpgsqlConnectionStringBuilder(Setting("database"))
    {
        MaxAutoPrepare = 50,
        AutoPrepareMinUsages = 2,
        NoResetOnClose = true,
        Enlist = false,
    }
);
var tokens = new Tokens(
    await File.ReadAllBytesAsync(Setting("signing-key")),
    Setting("issuer"),
    Setting("audience"),
    TimeProvider.System
);
var calls = new WriteCall(tokens, TimeProvider.System);
var budgets = new Budgets(database, long.Parse(Setting("budget-points"), CultureInfo.InvariantCulture));
var (accruals, redemptions) = (new Accruals(database, budgets, calls), new Redemptions(database, calls));
app.MapPost("/api/members/{member}/accruals", (RequestDelegate)accruals.Post);
app.MapPost("/api/members/{member}/redemptions", (RequestDelegate)redemptions.Post);
app.MapGet("/api/members/{member}/wallets/{programme}", (RequestDelegate)new WalletReads(database, calls).Get);
app.MapGet("/api/health", (RequestDelegate)(http => http.Response.WriteAsync("live")));
await app.RunAsync();

string Setting(string name) =>
    builder.Configuration[name] ?? throw new InvalidOperationException($"--{name} is missing.");
