using System.Text.Json.Nodes;

namespace Points.Domain.Tests.Fuzzing;

/// <summary>Writes rewards, their prices, grants and actions.</summary>
internal sealed partial class RandomDocument
{
    private JsonObject Reward(int number)
    {
        var kind = Pick("goods", "meal", "service", "stay", "ticket", "voucher", "coupon", "bill-offset");
        var isVariable = Flip();
        var price = isVariable ? VariablePrice() : FixedPrice();
        price["discounts"] = new JsonArray(
            new JsonObject
            {
                ["id"] = "d",
                ["discount"] = Pick(0.01, 0.5, 0.99),
                ["when"] = MemberCondition(),
            }
        );
        return new()
        {
            ["rewardId"] = $"r-{number}",
            ["kind"] = kind,
            ["name"] = Name(),
            ["price"] = price,
            ["worthFen"] = isVariable ? null : Maybe(() => JsonValue.Create(Pick(1L, 10_000_000_000))),
            ["stock"] = Maybe(() => JsonValue.Create(Pick(1, 1_000_000_000))),
            ["limits"] = Maybe(() =>
                new JsonObject { ["perMember"] = Pick(1, 1_000_000), ["per"] = Pick("day", "month", "year", "ever") }
            ),
            ["hold"] = Maybe(() =>
                new JsonObject { ["maxHours"] = Pick(1, 9_600), ["maxPieces"] = Pick(1, 1_000_000) }
            ),
            ["eligible"] = MemberCondition(),
            ["onSaleFrom"] = Pick(Instants),
            ["headStart"] = new JsonObject { ["hours"] = Pick(1, 2_160), ["when"] = MemberCondition() },
            ["validDays"] = Pick(1, 3_660),
            ["minimumBillFen"] = kind == "coupon" ? Pick(1L, 10_000_000_000) : null,
            ["maximumOffsetFen"] = kind == "bill-offset" ? Pick(1L, 10_000_000_000) : null,
            ["compensationRate"] = Pick(0, 0.0001, 1),
        };
    }

    private JsonObject Grant(int number) =>
        new()
        {
            ["id"] = $"g-{number}",
            ["points"] = Points(),
            ["when"] = MemberCondition(),
            ["limit"] = new JsonObject { ["times"] = Pick(1, 10), ["per"] = Pick("day", "month", "year", "ever") },
        };

    private JsonObject FixedPrice() =>
        new()
        {
            ["points"] = Pick(0, 1, 1_000_000_000),
            ["windows"] = new JsonArray(
                new JsonObject
                {
                    ["points"] = Points(),
                    ["from"] = Pick(Dates),
                    ["yearly"] = Yearly(),
                }
            ),
        };

    private JsonObject VariablePrice() =>
        new()
        {
            ["pointsPerYuan"] = Pick(1, 1_000_000),
            ["minimumPoints"] = Points(),
            ["windows"] = new JsonArray(
                new JsonObject
                {
                    ["points"] = Points(),
                    ["worthFen"] = Pick(1L, 10_000_000_000),
                    ["to"] = Pick(Dates),
                    ["yearly"] = Yearly(),
                }
            ),
        };

    private JsonObject Action(int number) =>
        new()
        {
            ["action"] = $"a-{number}",
            ["points"] = Points(),
            ["limit"] = Times(),
            ["on"] = Pick("birthday", "pet-birthday", "sign-up"),
            ["when"] = MemberCondition(),
        };
}
