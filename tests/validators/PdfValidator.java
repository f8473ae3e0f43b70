import java.io.FileInputStream;
import java.util.*;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.*;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.*;

/** Says of each PDF named by a line of standard input, for each flavour, which clauses it does not keep. */
public class PdfValidator {
    public static void main(String[] flavours) throws Exception {
        VeraGreenfieldFoundryProvider.initialise();
        Scanner files = new Scanner(System.in, "UTF-8");
        while (files.hasNextLine()) {
            String file = files.nextLine();
            for (String said : flavours) {
                PDFAFlavour flavour = PDFAFlavour.byFlavourId(said);
                try (FileInputStream in = new FileInputStream(file);
                     PDFAParser parser = Foundries.defaultInstance().createParser(in, flavour);
                     PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
                    Map<String, String> broken = new TreeMap<>();
                    ValidationResult result = validator.validate(parser);
                    for (TestAssertion each : result.getTestAssertions()) {
                        if (each.getStatus() == TestAssertion.Status.FAILED) {
                            broken.putIfAbsent(each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber(), each.getMessage().replaceAll("\\s+", " "));
                        }
                    }
                    System.out.println(file + "\t" + said + "\t" + (result.isCompliant() ? "" : broken.isEmpty() ? "broken" : broken.toString()));
                } catch (Exception fault) {
                    System.out.println(file + "\t" + said + "\t" + fault);
                }
            }
        }
    }
}
