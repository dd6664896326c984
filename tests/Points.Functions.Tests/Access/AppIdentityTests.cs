using Azure.Core;
using Azure.Identity;
using Points.Domain;
using Points.Functions.Access;
using Points.Functions.Archive;

namespace Points.Functions.Tests.Access;

/// <summary>An app without a token for now waits for it, as for a store that does not answer.</summary>
public sealed class AppIdentityTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Where_no_token_is_to_be_had_the_store_is_unavailable()
    {
        // Nothing is signed in, and nobody could be asked.
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
        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            new BlobFiles(new("https://127.0.0.1:1/account"), identity).Read("a", Ct)
        );
        Assert.Contains("https://storage.azure.com/.default", fault.Message, StringComparison.Ordinal);
        Assert.IsAssignableFrom<AuthenticationFailedException>(fault.InnerException);
    }

    [Fact]
    public async Task A_token_that_is_there_is_passed_on()
    {
        var identity = new AppIdentity(
            DelegatedTokenCredential.Create((_, _) => new("token", DateTimeOffset.MaxValue))
        );

        Assert.Equal("token", (await identity.GetTokenAsync(new([]), Ct)).Token);
        Assert.Equal("token", identity.GetToken(new([]), Ct).Token);
    }
}
