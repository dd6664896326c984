namespace Points.Client.Tests;

/// <summary>A shop and a member use the client that is generated from the document.</summary>
public sealed class EarnAndRedeemTests : IAsyncLifetime
{
    private const string Member = "m-10001",
        Programme = "supermarket";

    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_member_earns_points_at_a_shop_and_redeems_them()
    {
        var (operators, shop, member) = (Connect("operator"), Connect("merchant", Programme), Connect("member"));
        await operators.EnrolAsync(
            Member,
            new() { Programmes = [Programme], IdentityVerified = true },
            cancellationToken: Ct
        );

        var earned = await shop.AccrueAsync(
            Member,
            IdempotencyKey.New(),
            Purchase("A-1", 120_000),
            cancellationToken: Ct
        );
        Assert.Equal((201, 1_200, false), (earned.StatusCode, earned.Result.Points, earned.IsReplay));

        var redeemed = await member.RedeemAsync(
            Member,
            IdempotencyKey.New(),
            new()
            {
                ProgrammeId = Programme,
                RewardId = "voucher",
                Points = 1_000,
            },
            Ct
        );
        Assert.NotNull(redeemed.Result.Voucher);

        var wallet = await member.WalletAsync(Member, Programme, Ct);
        Assert.Equal(200, wallet.Result.Available);
    }

    [Fact]
    public async Task A_request_sent_again_with_its_key_is_a_replay()
    {
        var (operators, shop) = (Connect("operator"), Connect("merchant", Programme));
        await operators.EnrolAsync(
            Member,
            new() { Programmes = [Programme], IdentityVerified = true },
            cancellationToken: Ct
        );
        var (key, purchase) = (IdempotencyKey.New(), Purchase("A-2", 5_000));
        var (first, again) = (
            await shop.AccrueAsync(Member, key, purchase, cancellationToken: Ct),
            await shop.AccrueAsync(Member, key, purchase, cancellationToken: Ct)
        );
        Assert.Equal((false, true), (first.IsReplay, again.IsReplay));
        Assert.Equal(first.Result.EntryId, again.Result.EntryId);
    }

    [Fact]
    public async Task A_refusal_is_an_exception_with_the_problem_document()
    {
        var member = Connect("member");
        var refused = await Assert.ThrowsAnyAsync<PointsException>(() =>
            member.RedeemAsync(
                Member,
                IdempotencyKey.New(),
                new() { ProgrammeId = Programme, RewardId = "voucher" },
                Ct
            )
        );
        Assert.Equal(409, refused.StatusCode);
        Assert.Equal(("member-not-enrolled", 409), (refused.Problem?.Code, refused.Problem?.Status));
    }

    [Fact]
    public async Task What_a_version_says_is_sent_back_with_a_later_write()
    {
        var operators = Connect("operator");
        var enrolled = await operators.EnrolAsync(
            Member,
            new() { Programmes = [Programme], IdentityVerified = true },
            cancellationToken: Ct
        );
        Assert.NotNull(enrolled.ETag);
        await operators.EnrolAsync(
            Member,
            new() { Programmes = [Programme, "pet-shop"], IdentityVerified = true },
            ifMatch: enrolled.ETag,
            cancellationToken: Ct
        );
        var late = await Assert.ThrowsAnyAsync<PointsException>(() =>
            operators.EnrolAsync(
                Member,
                new() { Programmes = [Programme], IdentityVerified = true },
                ifMatch: enrolled.ETag,
                cancellationToken: Ct
            )
        );
        Assert.Equal("version-mismatch", late.Problem?.Code);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private PointsClient Connect(string role, string? merchantId = null) =>
        PointsClient.Connect(
            _host.Address,
            new CallerTokens(_host.Api, role == "member" ? Member : $"{role}-1", role, merchantId)
        );

    private static AccrueBody Purchase(string orderId, long amountFen) =>
        new()
        {
            ProgrammeId = Programme,
            MerchantId = Programme,
            OrderId = orderId,
            OccurredAt = TimeProvider.System.GetUtcNow(),
            Lines =
            [
                new()
                {
                    Sku = "sku-1",
                    Category = "general",
                    AmountFen = amountFen,
                },
            ],
        };
}
