namespace Points.Local.Commands;

/// <summary>What the host says once it listens.</summary>
internal static class StartMessage
{
    public static string ForRestart(LocalHost host) =>
        $$"""
            {{ListeningLine(host)}}
            A token: curl -s {{host.Address}}local/tokens -d '{"sub":"me","roles":["operator"]}'
            """;

    /// <summary>With a tour of the sample programmes.</summary>
    public static string ForFirstRun(LocalHost host)
    {
        var operators = host.Tokens.CreateToken(new("operator-1", ["operator"]));
        var merchant = host.Tokens.CreateToken(new("till-1", ["merchant"], "supermarket"));
        var member = host.Tokens.CreateToken(new("member-1", ["member"]));
        var api = $"{host.Address}api";
        var purchase = $$"""
            {"programmeId":"supermarket","merchantId":"supermarket","orderId":"order-1","occurredAt":"{{host.Clock.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ}}","lines":[{"sku":"tea","category":"food","amountFen":120000}]}
            """;
        return $$"""
            {{ListeningLine(host)}}
            Paste these in another terminal. The tokens are good for an hour; more of them:
              curl -sw '\n' {{host.Address}}local/tokens -d '{"sub":"me","roles":["operator"]}'

            OPERATOR={{operators}}
            MERCHANT={{merchant}}
            MEMBER={{member}}

            # Enrol a member.
            curl -sw '\n' -X PUT {{api}}/members/member-1 -H "Authorization: Bearer $OPERATOR" -d '{"birthDate":"1990-05-17","identityVerified":true,"consents":{"personalisation":true,"marketing":true},"programmes":["supermarket","fast-food"]}'
            # Ask what a purchase would earn, then post it.
            curl -sw '\n' {{api}}/members/member-1/accruals/quote -H "Authorization: Bearer $MERCHANT" -d '{{purchase}}'
            curl -sw '\n' {{api}}/members/member-1/accruals -H "Authorization: Bearer $MERCHANT" -H "Idempotency-Key: key-1" -d '{{purchase}}'
            # Show the wallet.
            curl -sw '\n' {{api}}/members/member-1/wallets/supermarket -H "Authorization: Bearer $MEMBER"
            # Turn 1,000 points into a voucher of 20 yuan.
            curl -sw '\n' {{api}}/members/member-1/redemptions -H "Authorization: Bearer $MEMBER" -H "Idempotency-Key: key-2" -d '{"programmeId":"supermarket","rewardId":"voucher","points":1000,"mode":"immediate"}'
            """;
    }

    private static string ListeningLine(LocalHost host) =>
        $"Points listens on {host.Address.ToString().TrimEnd('/')} and keeps its data in {host.DataFolder}.";
}
