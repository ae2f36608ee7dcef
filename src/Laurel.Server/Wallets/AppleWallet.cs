using System.Net;
using System.Security.Cryptography;
using System.Text;
using Laurel.Server.Access;

namespace Laurel.Server.Wallets;

/// <summary>Cards in the wallets of iPhones. A card that changes is only announced: the phone comes back and asks for it.</summary>
internal sealed class AppleWallet : IWallet, IDisposable
{
    public const string Name = "apple";

    /// <summary>Apple's word for a push token that is none.</summary>
    private const string NoPhone = "BadDeviceToken";
    private readonly AppleCertificate certificate;
    private readonly HttpClient http;

    public AppleWallet(AppleCertificate certificate, Uri push)
    {
        this.certificate = certificate;
        var handler = new SocketsHttpHandler { PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5) };
        handler.SslOptions.ClientCertificates = [certificate.Own];
        http = new HttpClient(handler) { BaseAddress = push, Timeout = TimeSpan.FromSeconds(10) };
    }

    public string Id => Name;

    public string PassType => certificate.PassType;

    /// <summary>Below which a phone asks for its cards; it adds <c>/v1/…</c>.</summary>
    public static string ServicePath(OrganizationId organization) => $"{MemberSessions.Path}/wallet/apple/{organization}";

    /// <summary>Whether a phone says what it was given with a card.</summary>
    public static bool IsToken(OpenOrganization organization, string pass, string said) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(TokenOf(organization, pass)), Encoding.UTF8.GetBytes(said));

    public byte[] Write(OpenOrganization organization, KeptPass kept, Pass pass) =>
        ApplePassFile.Write(pass, kept, TokenOf(organization, kept.Id), new Uri(kept.Origin, ServicePath(organization.Id)), certificate);

    public async Task UpdateAsync(OpenOrganization organization, KeptPass kept, Pass pass, CancellationToken stop)
    {
        foreach (var device in organization.Passes.Devices(kept.Id))
        {
            if (!await PushAsync(device, stop))
                await organization.Writer.Write([KeptPasses.Unregister(kept.Id, device.Id)], stop);
        }
    }

    /// <summary>What is on phones stays there until it is thrown away; nobody answers for it any more.</summary>
    public Task EndAsync(KeptPass kept, CancellationToken stop) => Task.CompletedTask;

    public void Dispose()
    {
        http.Dispose();
        certificate.Dispose();
    }

    /// <summary>What a phone says with its questions about a card: the same for the same card, and known to nobody else.</summary>
    private static string TokenOf(OpenOrganization organization, string pass) => organization.NameFrom("", "wallet-token", pass);

    /// <returns>False where the card is no longer on that phone, or that phone is none.</returns>
    private async Task<bool> PushAsync(WalletDevice device, CancellationToken stop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/3/device/" + Uri.EscapeDataString(device.Token))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
            Content = new StringContent("{}"),
        };
        request.Headers.Add("apns-topic", PassType);
        try
        {
            using var answer = await http.SendAsync(request, stop);
            if (answer.StatusCode == HttpStatusCode.OK)
                return true;
            var why = await answer.Content.ReadAsStringAsync(stop);
            return answer.StatusCode == HttpStatusCode.Gone || why.Contains(NoPhone, StringComparison.Ordinal)
                ? false
                : throw new WalletException($"Apple answered {(int)answer.StatusCode}: {why}");
        }
        catch (Exception failed) when (failed is HttpRequestException || (failed is TaskCanceledException && !stop.IsCancellationRequested))
        {
            throw new WalletException($"Apple could not be reached: {failed.Message}", failed);
        }
    }
}
