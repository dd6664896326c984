using System.Text;
using Points.Domain.Keys;
using Points.Functions.Signing;

namespace Points.Functions.Tests.Signing;

/// <summary>The first key signs; the form of signatures and the ids of keys are those of the standards.</summary>
public sealed class SigningKeysTests
{
    /// <summary>The secret key of RFC 8037, appendix A.</summary>
    private static readonly SecretKey Known = new(
        Convert.FromHexString("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60")
    );

    private static readonly SecretKey Other = new(new byte[SecretKey.Length]);

    [Fact]
    public void The_public_key_and_its_id_are_those_of_RFC_8037()
    {
        var key = Keys(Known).Public.Single();

        Assert.Equal("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo", key.X);
        Assert.Equal("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k", key.Id);
    }

    [Fact]
    public void The_first_key_signs()
    {
        var keys = Keys(Other, Known);

        var document = SignedDocument.TryParse(keys.Sign("sample", "{}"u8))!;

        Assert.Equal(("sample", "{}"), (document.Type, Encoding.UTF8.GetString(document.Payload.Span)));
        Assert.Equal([true, false], keys.Public.Select(document.IsSignedBy));
    }

    [Theory]
    [InlineData("""{"alg":"none","kid":"k","typ":"t"}""")]
    [InlineData("""{"alg":"HS256","kid":"k","typ":"t"}""")]
    [InlineData("""{"alg":"EdDSA","typ":"t"}""")]
    [InlineData("""{"alg":"EdDSA","kid":"k"}""")]
    [InlineData("""{"alg":"EdDSA","kid":"k","typ":"t","crit":["b64"],"b64":false}""")]
    [InlineData("[]")]
    [InlineData("text")]
    public void Another_header_is_refused(string header) =>
        Assert.Null(
            SignedDocument.TryParse(
                $"{System.Buffers.Text.Base64Url.EncodeToString(Encoding.ASCII.GetBytes(header))}.e30.AA"
            )
        );

    private static SigningKeys Keys(params SecretKey[] keys) =>
        new(new SecretKeys(KeyVersions.From([.. keys]), KeyVersions.From(Other)));
}
