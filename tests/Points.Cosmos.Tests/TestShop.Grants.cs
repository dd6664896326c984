namespace Points.Cosmos.Tests;

/// <summary>A shop with grants.</summary>
internal sealed partial class TestShop
{
    /// <summary>
    /// Opens a shop that grants every member two vouchers of limited stock, and 5 points a month from its budget.
    /// </summary>
    public static async Task<TestShop> OpenWithGrants(
        CosmosFixture cosmos,
        int vouchersInStock,
        TimeProvider? clock = null
    )
    {
        var shop = new TestShop(cosmos, clock);
        await shop.Publish(
            "\"family\":",
            $$"""
            "grants": [
              { "id": "points", "points": 5, "limit": { "times": 1, "per": "month" } },
              { "id": "voucher", "rewardId": "granted", "limit": { "times": 2, "per": "ever" } }
            ],
            "family":
            """,
            $$"""
            {
              "rewardId": "granted", "kind": "voucher", "name": { "zh": "赠券", "en": "Granted voucher" },
              "worthFen": 1000, "price": { "points": 0 }, "stock": {{vouchersInStock}}, "validDays": 30
            },
            """
        );
        return shop;
    }
}
