using Azure.Core;
using Azure.Identity;
using Points.Domain;
using Points.Functions.Access;
using Points.Functions.Archive;

namespace Points.Functions.Tests.Access;

/// <summary>If the app gets no token for a store, the store counts as unavailable.</summary>
public sealed class AppIdentityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task When_no_token_can_be_obtained_Then_the_store_is_unavailable()
    {
        // The token file does not exist, so no token can be requested.
        var identity = new AppIdentity(
            new WorkloadIdentityCredential(
                new()
                {
                    TenantId = "none",
                    ClientId = "none",
                    TokenFilePath = "/nowhere",
                }
            )
        );

        Assert.Throws<StoreUnavailableException>(() =>
            identity.GetToken(new(["https://storage.azure.com/.default"]), Ct)
        );
        var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            new BlobFiles(new("https://127.0.0.1:1/account"), identity).Read("a", Ct)
        );
        Assert.Contains("https://storage.azure.com/.default", exception.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<AuthenticationFailedException>(exception.InnerException);
    }

    [Fact]
    public async Task A_token_of_the_credential_is_passed_on()
    {
        var identity = new AppIdentity(
            DelegatedTokenCredential.Create((_, _) => new("token", DateTimeOffset.MaxValue))
        );

        Assert.Equal("token", (await identity.GetTokenAsync(new([]), Ct)).Token);
        Assert.Equal("token", identity.GetToken(new([]), Ct).Token);
    }
}
