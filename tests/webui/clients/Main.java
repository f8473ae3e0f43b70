import java.util.Map;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.*;
import org.openapitools.client.model.*;

public class Main {
    public static void main(String[] args) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(args[0] + "/api/v1");
        client.setRequestInterceptor(request -> request.header("Authentication-Token", args[1]));
        AppealsApi appeals = new AppealsApi(client);
        Card card = client.getObjectMapper().readValue(args[2], Card.class);
        AppealWhole entered = appeals.enterAppeal(new AppealAsked().card(card), "java-1");
        String report = new ToolsApi(client).check(new CheckAsked().text("Уважаемый Мария Петровна!").textOnly(true))
            .getFindings().get(0).getCode();
        try {
            appeals.appeal(999999);
        } catch (ApiException refused) {
            System.out.println(refused.getCode() + " " + entered.getNumber() + " " + report);
        }
        System.out.println(new ReferenceApi(client).me().getName());
    }
}
